/** The moment every picture is taken at. */
export const pictureTime = new Date('2026-03-12T10:24:00Z');

export function minutesAgo(minutes: number): string {
  return new Date(pictureTime.getTime() - minutes * 60_000).toISOString();
}

/** What strangers may write into a file, its name, or a tool's description. */
export const hostile = {
  script: '<img src=x onerror="window.broken=1"><script>window.broken=1</script>',
  bidi: 'invoice_\u202egpj.exe\u202c for ACME',
  controls: 'Ledger\u0007\u0000 row\u200b one',
  long: `${'Quarterly reconciliation of every outstanding supplier balance '.repeat(6)}ending`,
  unbroken: 'a'.repeat(180),
  urdu: 'کراچی ٹریڈرز کی رسید برائے مارچ',
  markdown: '[click me](javascript:alert(1)) ![x](https://example.test/x.png) $(rm -rf ~)',
} as const;
