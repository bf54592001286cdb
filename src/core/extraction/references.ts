const maxReferences = 100;
const maxMatches = 5_000;

const label =
  'invoice|inv|bill|order|purchase order|reference|ref|quote|ticket|case|customer|account|rechnung|rechnungsnummer|bestellung|auftrag|kundennummer|انوائس|بل';
const labelled = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${label})(?:[ \\t]{1,3}(?:no|nr|num|number|nummer|id|نمبر))?[.:#]{0,2}[ \\t]{0,3}[#:]?[ \\t]?(?<value>[A-Z0-9][A-Z0-9/_-]{0,39})`,
  'giu',
);
const purchaseOrder = /(?<![\p{L}\p{N}])PO[ #:-]{1,2}(\d[\dA-Z/-]{0,29})/gu;
const code = /(?<![\p{L}\p{N}-])[A-Z]{2,5}[-/]\d{2,12}(?:[-/]\d{1,12}){0,4}(?![\p{L}\p{N}])/gu;
const hash = /(?<![\p{L}\p{N}])#(\d{2,12})(?![\p{L}\p{N}])/gu;

/**
 * Numbers by which business papers are named (`invoice #12345` gives `12345`, `INV-2026-001`, `PO 4711`), each once, at
 * most 100, in normalised text.
 */
export function findReferences(text: string): readonly string[] {
  const found = new Map<number, string>();
  const add = (at: number, value: string) => {
    const reference = value.replace(/[/_-]+$/, '');
    if (/\d/.test(reference)) found.set(at, reference);
  };
  collect(text, labelled, (match) => {
    const value = match.groups?.value ?? '';
    add(match.index + match[0].length - value.length, value);
  });
  collect(text, purchaseOrder, (match) => add(match.index, `PO ${match[1] ?? ''}`));
  collect(text, code, (match) => add(match.index, match[0]));
  collect(text, hash, (match) => add(match.index + 1, match[1] ?? ''));
  const inOrder = [...found].sort(([a], [b]) => a - b).map(([, reference]) => reference);
  return [...new Set(inOrder)].slice(0, maxReferences);
}

function collect(text: string, pattern: RegExp, onMatch: (match: RegExpExecArray) => void): void {
  let looked = 0;
  for (const match of text.matchAll(pattern)) {
    if (++looked > maxMatches) return;
    onMatch(match);
  }
}
