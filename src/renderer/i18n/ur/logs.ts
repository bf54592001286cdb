import type { Message } from '../../../shared/i18n/index.ts';
import type { logs as english } from '../en/logs.ts';

export const logs = {
  'logs.service': 'سروس',
  'logs.orchestrator': 'آرکسٹریٹر',
  'logs.watcher': 'نگران',
  'logs.errors': 'صرف خرابیاں',
  'logs.find': 'ان سطروں میں تلاش کریں',
  'logs.found': { one: '{count} سطر', other: '{count} سطریں' },
  'logs.foundAt': '{count} میں سے {position}',
  'logs.notFound': 'کہیں نہیں',
  'logs.next': 'اگلی جگہ',
  'logs.previous': 'پچھلی جگہ',
  'logs.follow': 'ساتھ چلیں',
  'logs.copy': 'نقل کریں',
  'logs.copied': { one: '{count} سطر نقل ہوئی', other: '{count} سطریں نقل ہوئیں' },
  'logs.copyFailed': 'کلپ بورڈ نے نہیں لیا',
  'logs.openFolder': 'فولڈر کھولیں',
  'logs.lines': 'لاگ کی سطریں',
  'logs.count': { one: '{count} سطر', other: '{count} سطریں' },
  'logs.newest': { one: 'تازہ ترین سطر', other: 'تازہ ترین {count} سطریں' },
  'logs.empty': 'ابھی کچھ نہیں لکھا گیا',
  'logs.emptyHint': 'سروس جو نئی سطریں لکھے گی وہ یہاں آئیں گی۔',
  'logs.noErrors': 'کوئی خرابی نہیں',
  'logs.noErrorsHint': 'اس سروس میں جو خرابی ہو وہ یہاں ہوگی۔',
} as const satisfies Readonly<Record<keyof typeof english, Message>>;
