/** The arguments of a call while a person edits them: texts as they are, anything else as JSON. */
export type Draft = Readonly<Record<string, string>>;

type Arguments = Readonly<Record<string, unknown>>;

export function draftOf(given: Arguments): Draft {
  const entries = Object.entries(given).map(([key, value]) => [key, written(value)] as const);
  return Object.fromEntries(entries);
}

/** True when the text can stand for a value like the former one. */
export function isValid(former: unknown, text: string): boolean {
  if (typeof former === 'string') return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Only the arguments that differ, by name. Call it for a valid draft. */
export function changedArguments(given: Arguments, draft: Draft): Record<string, unknown> {
  const changed = Object.entries(draft).filter(([key, text]) => text !== written(given[key]));
  return Object.fromEntries(
    changed.map(([key, text]) => [key, typeof given[key] === 'string' ? text : JSON.parse(text)]),
  );
}

function written(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
