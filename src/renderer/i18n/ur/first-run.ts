import type { Message } from '../../../shared/i18n/index.ts';
import type { firstRun as english } from '../en/first-run.ts';

export const firstRun = {
  'first.steps': 'ترتیب',
  'first.stepWorkspace': 'کام کی جگہ',
  'first.stepModel': 'سوچ',
  'first.stepFile': 'پہلی فائل',
  'first.stepDone': 'مکمل',
  'first.back': 'پیچھے',
  'first.continue': 'آگے بڑھیں',

  'first.workspaceTitle': 'ملازم کہاں کام کرے؟',
  'first.workspaceLead':
    'اس کمپیوٹر پر ایک سادہ فولڈر۔ جو کچھ وہ پڑھتا، لکھتا اور کرتا ہے وہ اسی میں فائلوں کی صورت میں ہے جنہیں آپ کھول، نقل یا حذف کر سکتے ہیں۔',
  'first.chooseOther': 'کوئی اور فولڈر چنیں…',
  'first.kindNew': 'کام کی نئی جگہ',
  'first.kindWorkspace': 'موجودہ کام کی جگہ',
  'first.kindOriginal': 'اصل نظام کی کام کی جگہ',
  'first.kindUnusable': 'یہ فولڈر استعمال نہیں ہو سکتا',
  'first.tasks': { one: '{count} کام', other: '{count} کام' },
  'first.notes': { one: '{count} نوٹ', other: '{count} نوٹ' },
  'first.trust': 'کام کی یہ جگہ میری ہے',
  'first.trustHint':
    'اگر فولڈر کسی اور نے دیا ہے تو اسے بند رکھیں: تب کوئی محفوظ کلید، اس کی اپنی ترتیبات یا کوئی سرور استعمال نہیں ہوگا۔',
  'first.create': 'کام کی جگہ بنائیں',
  'first.open': 'کام کی جگہ کھولیں',
  'first.adopt': 'کام کی جگہ اپنائیں',

  'first.modelTitle': 'یہ کیسے سوچے؟',
  'first.modelLead': 'آپ اسے ترتیبات میں کسی بھی وقت بدل سکتے ہیں۔',
  'first.offline': 'آف لائن، اسی کمپیوٹر پر',
  'first.offlineHint': 'اندرونی قواعد چھانٹتے، ترتیب دیتے اور مسودے لکھتے ہیں۔ نہ کلید، نہ نیٹ ورک، نہ خرچ۔',
  'first.model': 'لینگویج ماڈل کے ساتھ',
  'first.modelHint':
    'کوئی بھی OpenAI جیسی سروس۔ ہر کال گنی جاتی ہے، اور جب تک آپ نہ بدلیں روزانہ $0.10 پر رک جاتی ہے۔',
  'first.key': 'کلید (OPENAI_API_KEY)',
  'first.keyEncrypted':
    '{backend} اسے خفیہ رکھتا ہے؛ یہ دوبارہ نہ دکھائی جاتی ہے، نہ لاگ ہوتی ہے، نہ بیک اپ میں جاتی ہے۔',
  'first.keyWeak':
    'اس نظام میں کوئی کی چین نہیں ({backend}): کلید صرف دھندلی ہوگی، اور آپ کے نام سے چلنے والا ہر پروگرام اسے پڑھ سکے گا۔',
  'first.acceptWeak': 'پھر بھی رکھیں',
  'first.keyUnavailable':
    'یہ نظام راز نہیں رکھ سکتا۔ OPENAI_API_KEY کو ماحول میں رکھ کر ایپ دوبارہ شروع کریں، یا آف لائن شروع کریں۔',
  'first.useOffline': 'آف لائن شروع کریں',
  'first.useModel': 'کلید رکھیں اور آگے بڑھیں',

  'first.fileTitle': 'اسے کوئی کام دیں',
  'first.fileLead': 'اس کھڑکی پر کہیں بھی کوئی فائل چھوڑیں: نوٹ، انوائس یا فہرست۔',
  'first.chooseFile': 'فائل چنیں…',
  'first.useExample': 'مثال استعمال کریں',
  'first.skip': 'چھوڑیں',

  'first.watchTitle': 'اسے کام کرتے دیکھیں',
  'first.watchInbox': 'اِن باکس میں',
  'first.watchWorking': 'کام جاری ہے',
  'first.watchDone': 'مکمل',
  'first.watchAsks': 'یہ پہلے آپ سے پوچھتا ہے',
  'first.finishedTitle': 'بس اتنا ہی ہے',
  'first.finishedLead': 'اب سے: فائلیں چھوڑیں، اور جب دو منٹ ہوں تو آج کا صفحہ دیکھ لیں۔',
  'first.openNote': 'اس کا نوٹ کھولیں',
  'first.goApprovals': 'دیکھیں کیا پوچھتا ہے',
  'first.goToday': 'آج پر جائیں',

  'still.starting': 'کام کی جگہ کھل رہی ہے',
  'still.startingHint': 'پہلے قطار اور آڈٹ ریکارڈ جانچے جاتے ہیں۔',
  'still.stopping': 'بند ہو رہا ہے',
  'still.stoppingHint': 'جاری کام مکمل ہوتا یا واپس رکھا جاتا ہے۔ کچھ ضائع نہیں ہوتا۔',
  'still.failed': 'ملازم کام نہیں کر رہا',
  'still.chooseOther': 'کوئی اور کام کی جگہ چنیں…',
  'still.tryAgain': 'دوبارہ کوشش کریں',
  'still.openLogs': 'لاگ کھولیں',
  'still.quit': 'بند کریں',

  'trust.notice': 'کام کی یہ جگہ قابلِ اعتماد نہیں: کوئی محفوظ کلید، .env یا سرور استعمال نہیں ہوتا۔',
  'trust.action': 'اعتماد کریں…',
  'trust.title': 'اس جگہ پر اعتماد کریں؟',
  'trust.body':
    'صرف اس فولڈر کے لیے کریں جو آپ نے خود بنایا یا منتقل کیا ہو۔ تب اس کی ترتیبات، .env اور سرور مانے جائیں گے، اور محفوظ کلیدیں اس کے لیے استعمال ہو سکیں گی۔',
  'trust.confirm': 'اس جگہ پر اعتماد کریں',
} as const satisfies Readonly<Record<keyof typeof english, Message>>;
