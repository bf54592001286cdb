import type { Message } from '../../../shared/i18n/index.ts';
import type { frames as english } from '../en/frames.ts';

export const frames = {
  'maintenance.windows': 'دیکھ بھال کے اوقات',
  'maintenance.weekly': 'ہفتہ وار',
  'maintenance.weeklyAt': 'اتوار، 02:00–04:00',
  'maintenance.weeklyDoes': 'بیک اپ، لاگ کی تبدیلی، صحت کی جانچ',
  'maintenance.monthly': 'ماہانہ',
  'maintenance.monthlyAt': 'پہلا اتوار، 02:00–06:00',
  'maintenance.monthlyDoes': 'ہر بیک اپ اور آڈٹ کے ریکارڈ کی تصدیق، کارکردگی اور اپ ڈیٹ کا جائزہ',
  'maintenance.quarterly': 'سہ ماہی',
  'maintenance.quarterlyAt': 'سہ ماہی کا پہلا اتوار',
  'maintenance.quarterlyDoes': 'بحالی کی مشق، حفاظت، گنجائش اور دستاویزات کا جائزہ',
  'maintenance.run': 'ابھی چلائیں',
  'maintenance.runOf': 'ابھی چلائیں: {window}',
  'maintenance.disabled': 'اس ورژن میں دیکھ بھال ابھی خود سے نہیں چلتی۔',
  'maintenance.verify': 'آڈٹ کے ریکارڈ کی تصدیق کریں',
  'maintenance.health': 'صحت کی جانچ دیکھیں',
  'maintenance.incidents': 'واقعات',
  'maintenance.empty': 'ابھی واقعات کا ریکارڈ نہیں',
  'maintenance.emptyHint':
    'شدت، نوٹ اور سبق کے ساتھ واقعات یہاں درج ہوں گے۔ تب تک انہیں والٹ میں Incidents کے نیچے لکھیں۔',
  'maintenance.openVault': 'والٹ کھولیں',
  'maintenance.severities': 'کتنا سنگین، کتنی جلدی',
  'maintenance.p0': 'P0 · انتہائی',
  'maintenance.p0Is': 'کوئی کام نہیں ہو رہا۔ فوراً قدم اٹھائیں۔',
  'maintenance.p1': 'P1 · زیادہ',
  'maintenance.p1Is': 'کچھ کام ناکام ہیں۔ 15 منٹ میں قدم اٹھائیں۔',
  'maintenance.p2': 'P2 · درمیانہ',
  'maintenance.p2Is': 'خرابیاں ہیں مگر کام جاری ہے۔ 1 گھنٹے میں قدم اٹھائیں۔',
  'maintenance.p3': 'P3 · کم',
  'maintenance.p3Is': 'کچھ عجیب لگتا ہے۔ اگلے کام کے دن دیکھیں۔',
} as const satisfies Readonly<Record<keyof typeof english, Message>>;
