import { expect, it } from 'vitest';
import { type ShortcutPort, WindowShortcut, windowAccelerator } from '../../../../src/main/shortcut/index.ts';

function stage(register: ShortcutPort['register'] = () => true) {
  const states: string[] = [];
  const released: string[] = [];
  const shortcut = new WindowShortcut({
    port: { register, unregister: (keys) => released.push(keys) },
    pressed: () => states.push('pressed'),
    changed: ({ state }) => states.push(state),
  });
  return { shortcut, states, released };
}

it('holds the keys while they are wanted, and gives them back once', () => {
  let press = () => undefined as unknown;
  const { shortcut, states, released } = stage((_keys, pressed) => {
    press = pressed;
    return true;
  });
  shortcut.want(false);
  shortcut.want(true);
  shortcut.want(true);
  press();
  shortcut.want(false);
  shortcut.release();
  expect(states).toEqual(['on', 'pressed', 'off']);
  expect(released).toEqual([windowAccelerator]);
});

it.each<[string, ShortcutPort['register']]>([
  ['are taken', () => false],
  [
    'are unknown to the system',
    () => {
      throw new TypeError('no such key');
    },
  ],
])('tells as a state that the keys %s, and gives nothing back', (_what, register) => {
  const { shortcut, states, released } = stage(register);
  shortcut.want(true);
  shortcut.want(true);
  shortcut.release();
  expect(states).toEqual(['refused', 'off']);
  expect(released).toEqual([]);
});
