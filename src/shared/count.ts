/** An amount of things in English, such as `1 task`, `2 tasks`, `1,200 tasks`. */
export function count(amount: number, singular: string, plural = `${singular}s`): string {
  return `${amount.toLocaleString('en-US')} ${amount === 1 ? singular : plural}`;
}
