const perValue = 8;

/**
 * Whether a cloned value stays within a budget of bytes, counted roughly: text by its length, anything else by its
 * members. Stops at the first value beyond it, so that neither depth nor a cycle costs more than the budget.
 */
export function fitsInto(budgetBytes: number, value: unknown): boolean {
  let left = budgetBytes;
  const open: unknown[] = [value];
  while (open.length > 0 && left >= 0) {
    const next = open.pop();
    left -= perValue;
    if (typeof next === 'string') left -= next.length * 2;
    else if (typeof next === 'bigint') left -= next.toString(16).length;
    else if (ArrayBuffer.isView(next) || next instanceof ArrayBuffer) left -= next.byteLength;
    else if (next instanceof Map) left -= spread(open, [...next.keys(), ...next.values()], left);
    else if (next instanceof Set || Array.isArray(next)) left -= spread(open, next, left);
    else if (typeof next === 'object' && next !== null) {
      const entries = Object.entries(next);
      for (const [key] of entries) left -= key.length * 2;
      left -= spread(
        open,
        entries.map(([, member]) => member),
        left,
      );
    }
  }
  return left >= 0;
}

/** Adds members to what is still to be counted, never more than the budget could pay for. */
function spread(open: unknown[], members: Iterable<unknown>, left: number): number {
  let cost = 0;
  for (const member of members) {
    cost += perValue;
    if (cost > left) return cost;
    open.push(member);
  }
  return cost;
}
