/** Phrases whose words mean no money, whatever the single word would say. */
export const neutralPhrases: readonly string[] = [
  'pay attention',
  'pays attention',
  'paying attention',
  'file transfer',
  'data transfer',
  'knowledge transfer',
  'legal pad',
];

/** Words that name money. They make a payment of a text that no trigger matches. */
export const moneyWords: readonly string[] = [
  'dollars',
  'euros',
  'rupees',
  'rupay',
  'rupaye',
  'rupai',
  'روپے',
  'روپیہ',
  'روپئے',
  'ڈالر',
  'یورو',
];
