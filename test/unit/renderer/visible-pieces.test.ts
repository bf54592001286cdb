import { describe, expect, it } from 'vitest';
import { visiblePieces } from '../../../src/renderer/components/visible-pieces.ts';

const shown = (text: string) =>
  visiblePieces(text)
    .map((piece) => ('text' in piece ? piece.text : `[${piece.code}]`))
    .join('');

describe('untrusted text', () => {
  it('shows the marks that turn text around', () => {
    expect(shown('invoice_\u202egpj.exe')).toBe('invoice_[U+202E]gpj.exe');
    expect(shown('\u2066a\u2069')).toBe('[U+2066]a[U+2069]');
  });

  it('shows controls, invisible characters, tags and half characters', () => {
    expect(shown('a\u0000b\u200bc\ufeff')).toBe('a[U+0000]b[U+200B]c[U+FEFF]');
    expect(shown('\u{e0041}')).toBe('[U+E0041]');
    expect(shown('x\ud800y')).toBe('x[U+D800]y');
    expect(shown('over\rwritten')).toBe('over[U+000D]written');
  });

  it('leaves ordinary writing alone: lines, tabs, Urdu with its joiners, emoji', () => {
    for (const text of ['one\n\ttwo', 'کراچی ٹریڈرز', 'می\u200cخواهم', '👩‍💻 ok']) {
      expect(visiblePieces(text)).toEqual([{ at: 0, text }]);
    }
    expect(shown('a\r\nb')).toBe('a\nb');
  });

  it('loses nothing and knows where each piece stands', () => {
    const text = 'ab\u0007cd\u202eef';
    expect(visiblePieces(text).map(({ at }) => at)).toEqual([0, 2, 3, 5, 6]);
  });
});
