export type LinkVerdict =
  | {
      readonly kind: 'ask';
      /** The address as it would be opened. */
      readonly url: string;
      /** The host as the network knows it: letters of other scripts as punycode, so that none passes for another. */
      readonly host: string;
      /** Written with letters that can be mistaken for others. */
      readonly disguised: boolean;
    }
  | { readonly kind: 'refused'; readonly why: string };

const maxLength = 2_048;
/** Controls, spaces and marks that reorder or hide text: no address needs them unescaped. */
const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to be found.
  /[\u0000-\u0020\u007f-\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\\]/;

/** Whether a person may be asked to open an address outside the app, and what they have to see. */
export function judgeLink(text: string): LinkVerdict {
  if (text.length > maxLength) return refused('it is too long');
  if (unsafe.test(text)) return refused('it holds characters that hide or reorder text');
  if (!/^https?:\/\/[^/?#]/i.test(text) || !URL.canParse(text))
    return refused('only complete http and https addresses are opened');
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return refused('only http and https are opened');
  if (url.username !== '' || url.password !== '' || /^https?:\/\/[^/?#]*@/i.test(text))
    return refused('it holds a name or password, which can disguise where it leads');
  if (url.hostname === '') return refused('it names no host');
  return { kind: 'ask', url: url.href, host: url.host, disguised: /(^|\.)xn--/.test(url.hostname) };
}

function refused(why: string): LinkVerdict {
  return { kind: 'refused', why };
}
