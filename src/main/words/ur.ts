import type { Catalogue } from '../../shared/i18n/index.ts';
import type { en } from './en.ts';

/** Urdu. The types demand every key of English. */
export const ur = {
  'tray.approvals': 'تمام منظوریاں ({count})',
  'tray.retry': 'دوبارہ کوشش کریں',
  'tray.window': 'ونڈو کھولیں',
  'tray.pause': 'روکیں',
  'tray.resume': 'جاری رکھیں',
  'tray.drop': 'فائلیں دیں…',
  'tray.backup': 'ابھی بیک اپ لیں',
  'tray.backingUp': 'بیک اپ بن رہا ہے…',
  'tray.backingUpShare': 'بیک اپ بن رہا ہے… {share}',
  'tray.checkingBackup': 'بیک اپ کی جانچ ہو رہی ہے…',
  'tray.restore': 'بحال کریں…',
  'tray.health': 'صحت',
  'tray.vault': 'والٹ کھولیں',
  'tray.logs': 'لاگ',
  'tray.quit': 'کام سمیٹ کر بند کریں',
  'tray.quitAttached': 'بند کریں (ملازم کام جاری رکھے گا)',
  'tray.stopNow': 'فوراً روک دیں',

  'start.failed': 'ملازم شروع نہ ہو سکا',

  'tooltip.firstRun': 'شروع کرنے کے لیے فولڈر چنیں',
  'tooltip.starting': 'شروع ہو رہا ہے',
  'tooltip.paused': 'رکا ہوا',
  'tooltip.waiting': '{count} منتظر',
  'tooltip.done': 'آج {count} مکمل',
  'tooltip.costAtLeast': 'کم از کم {cost}',

  'tooltip.backingUp': 'بیک اپ بن رہا ہے',
  'tooltip.backingUpShare': 'بیک اپ {share}',

  'toast.approve': 'منظور',
  'toast.reject': 'نامنظور',
  'toast.review': 'جائزہ لیں',
  'toast.open': 'کھولیں',
  'toast.decide': 'فیصلہ کریں',
  'toast.waiting': {
    one: '{count} درخواست آپ کی منتظر ہے',
    other: '{count} درخواستیں آپ کی منتظر ہیں',
  },
  'toast.firstExpiry': 'پہلی کی میعاد {left} ختم ہو گی',
  'toast.expires': 'میعاد {left} ختم',
  'toast.reminder': 'ابھی تک منتظر: {reason}',
  'toast.lastReminder': 'آخری یاد دہانی: {reason}',
  'toast.needsYou': 'ملازم کو آپ کی ضرورت ہے',
  'toast.alerts': { one: '{count} انتباہ', other: '{count} انتباہات' },
  'toast.alertsBody': 'انہیں دیکھنے کے لیے صحت کا صفحہ کھولیں',
  'toast.hidden': 'ملازم کام کرتا رہے گا',
  'toast.hiddenBody': 'ونڈو بند ہے۔ ٹرے کے آئیکن سے اسے دوبارہ کھولیں یا ملازم کو بند کریں۔',
  'toast.notTaken': { one: '{count} فائل نہیں لی گئی', other: '{count} فائلیں نہیں لی گئیں' },
  'toast.notTakenFile': '\u2068{name}\u2069: {why}',

  'toast.backupFailed': 'بیک اپ نہیں بنا',

  'restore.archives': 'بیک اپ',

  'left.now': 'ابھی',
  'left.minutes': { one: '{count} منٹ میں', other: '{count} منٹ میں' },
  'left.hours': { one: '{count} گھنٹے میں', other: '{count} گھنٹوں میں' },
  'left.days': { one: '{count} دن میں', other: '{count} دنوں میں' },

  'problem.toasts': 'اطلاعات نہیں دکھائی جا سکتیں: {why}۔ {hint}',
  'problem.notInstalled': 'پروگرام {program} نصب نہیں ہے',
  'problem.notInstalledHint': 'اسے نصب کریں (Debian اور Ubuntu میں: {package})۔',
  'problem.silent': 'اطلاعات کی سروس جواب نہیں دیتی',
  'problem.unstarted': '{program} شروع نہ ہو سکا ({code})',
  'problem.says': '{program} کا جواب: "{text}"',
  'problem.ended': '{program} کوڈ {code} کے ساتھ ختم ہوا',
  'problem.notShown': '{system} نے اطلاع نہیں دکھائی',
  'problem.linuxHint': 'درخواستیں پھر بھی ونڈو میں موجود ہیں۔',
  'problem.macHint': 'سسٹم کی ترتیبات میں دیکھیں کہ terminal-notifier کی اطلاعات کی اجازت ہے یا نہیں۔',
  'problem.windowsHint': 'ونڈوز کی ترتیبات میں دیکھیں کہ اس ایپ کی اطلاعات کی اجازت ہے یا نہیں۔',

  'drop.gone': 'یہ اب وہاں نہیں ہے',
  'drop.folder': 'یہ فولڈر ہے: اس کے اندر کی فائلیں دیں',
  'drop.notAFile': 'یہ عام فائل نہیں ہے',

  'link.question': 'براؤزر میں {host} کھولیں؟',
  'link.disguised': 'اس پتے میں ایسے حروف ہیں جو دوسرے حروف جیسے لگ سکتے ہیں۔',
  'link.cancel': 'منسوخ',
  'link.open': 'کھولیں',
} as const satisfies Catalogue<typeof en>;
