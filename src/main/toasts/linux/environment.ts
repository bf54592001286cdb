/** What a program needs to reach the person's session. Keys and tokens in our environment are none of its business. */
const needed =
  /^(?:PATH|HOME|USER|LOGNAME|LANG|LANGUAGE|LC_.*|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|DBUS_SESSION_BUS_ADDRESS|XDG_.*)$/;

/** The part of `environment` that notification programs get, with a locale that can carry any text. */
export function sessionEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment))
    if (value !== undefined && needed.test(name)) kept[name] = value;
  // Programs refuse arguments that their locale cannot express.
  const locale = kept.LC_ALL || kept.LC_CTYPE || kept.LANG || '';
  if (!/utf-?8/i.test(locale)) kept.LC_ALL = 'C.UTF-8';
  return kept;
}
