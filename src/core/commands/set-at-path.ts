import { EmployeeError } from '../../shared/errors.ts';

/** A copy of `target` with the value at a dotted path replaced; only what is there already can be changed. */
export function setAtPath(
  target: Readonly<Record<string, unknown>>,
  path: string,
  value: unknown,
): Record<string, unknown> {
  const [key, ...rest] = path.split('.');
  if (key === undefined || !Object.hasOwn(target, key)) {
    throw new EmployeeError('invalid_input', {
      what: `cannot set ${path}`,
      why: 'the action has no such argument',
      hint: `It has: ${Object.keys(target).join(', ')}`,
    });
  }
  if (rest.length === 0) return { ...target, [key]: value };
  const inner = target[key];
  if (!isRecord(inner)) return setAtPath({}, rest.join('.'), value);
  return { ...target, [key]: setAtPath(inner, rest.join('.'), value) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
