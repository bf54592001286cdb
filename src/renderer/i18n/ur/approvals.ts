import type { Message } from '../../../shared/i18n/index.ts';
import type { approvals as english } from '../en/approvals.ts';

export const approvals = {
  'approvals.list': 'منتظر درخواستیں',
  'approvals.lead': { one: '{count} درخواست منتظر ہے', other: '{count} درخواستیں منتظر ہیں' },
  'approvals.empty': 'کچھ بھی آپ کا منتظر نہیں',
  'approvals.emptyHint':
    'ادائیگی، پیغام یا کسی اہم تبدیلی سے پہلے ملازم یہاں پوچھتا ہے۔ دیکھنے کے لیے کوئی انوائس شامل کریں۔',
  'approvals.gone': 'یہ درخواست اب کھلی نہیں',
  'approvals.goneHint': 'اس کا فیصلہ کہیں اور ہو گیا، یا اس کا وقت ختم ہو گیا۔',

  'approvals.kind.financial': 'ادائیگی',
  'approvals.kind.communication': 'پیغام',
  'approvals.kind.data_sharing': 'معلومات کی فراہمی',
  'approvals.kind.system_change': 'نظام میں تبدیلی',
  'approvals.kind.outcome_unknown': 'نتیجہ نامعلوم',
  'approvals.kind.other': 'دیگر',
  'approvals.urgent': 'فوری',
  'approvals.expires': 'میعاد {time}',
  'approvals.asked': '{time} پوچھا گیا',

  'approvals.willRun': { one: 'کیا چلے گا', other: 'کیا چلے گا، اسی ترتیب سے' },
  'approvals.noArguments': 'بغیر تفصیلات کے',
  'approvals.why': 'کیوں پوچھا گیا',
  'approvals.rule': 'قاعدہ {id}',
  'approvals.handbook': 'ہینڈ بک کھولیں',
  'approvals.recommendation': 'ملازم کو {confidence} یقین ہے: {text}',
  'approvals.source': 'ماخذ',
  'approvals.sourceNamed': 'ماخذ: {name}',
  'approvals.noSource': 'اس کا متن یہاں محفوظ نہیں۔',
  'approvals.showAll': 'پورا دکھائیں ({size})',
  'approvals.openTask': 'کام کھولیں',
  'approvals.fingerprint': 'فنگر پرنٹ',

  'approvals.decision': 'آپ کا فیصلہ',
  'approvals.approve': 'منظور کریں',
  'approvals.reject': 'مسترد کریں',
  'approvals.edit': 'ترمیم کریں',
  'approvals.revise': 'تبدیلی مانگیں',
  'approvals.reason': 'کیوں نہیں (ملازم اسے کام کے ساتھ محفوظ رکھتا ہے)',
  'approvals.confirmReject': 'مسترد کریں',
  'approvals.changes': 'کیا مختلف ہونا چاہیے',
  'approvals.changesHint': 'ملازم دوبارہ منصوبہ بنا کر دوبارہ پوچھے گا؛ اس دوران کچھ نہیں چلے گا۔',
  'approvals.sendChanges': 'واپس بھیجیں',
  'approvals.editTitle': 'کال {position} میں ترمیم: {tool}',
  'approvals.editHint': 'آپ کی ترمیم کے ساتھ دوبارہ پوچھا جائے گا؛ آپ کی منظوری تک کچھ نہیں چلے گا۔',
  'approvals.saveEdit': 'تبدیلیاں محفوظ کریں',
  'approvals.notJson': 'یہ درست JSON رہنا چاہیے',

  'approvals.approved': 'منظور ہوا',
  'approvals.rejected': 'مسترد ہوا',
  'approvals.revised': 'تبدیلی کے لیے واپس بھیجا گیا',
  'approvals.edited': 'تبدیل ہوا؛ ایک بار پھر دیکھ لیں',
  'approvals.resolved': 'درج کر لیا گیا',
  'approvals.undone': 'واپس لے لیا گیا',
  'approvals.deciding.approved': 'منظور ہوا: چند سیکنڈ میں چلے گا',
  'approvals.deciding.rejected': 'مسترد ہوا: چند سیکنڈ میں حتمی ہوگا',
  'approvals.deciding.revised': 'تبدیلی کے لیے واپس بھیجا گیا',

  'approvals.unknownHint':
    'ملازم یہ کال شروع کرنے کے بعد اور جواب سننے سے پہلے رک گیا۔ وہ اسے خود سے نہیں دہراتا۔ جہاں یہ نظر آئے گا (ای میل، بینک) وہاں دیکھیں، پھر بتائیں کہ سچ کیا ہے۔',
} as const satisfies Readonly<Record<keyof typeof english, Message>>;
