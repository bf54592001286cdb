import type { ClassTriggers } from './class-triggers.ts';

export const socialPost: ClassTriggers = {
  type: 'social_post',
  triggers: [
    'social media',
    'social post',
    'tweet',
    'LinkedIn',
    'Instagram',
    'Facebook',
    'Twitter',
    'TikTok',
    'hashtag',
    'post on',
    'post about',
    'blog post',
    'سوشل میڈیا',
    'پوسٹ',
  ],
};
