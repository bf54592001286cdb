import envPaths from 'env-paths';

/**
 * The system's configuration folder for the employee: below `XDG_CONFIG_HOME` or `~/.config`, `%APPDATA%`, or
 * `~/Library/Preferences`.
 */
export function userStateFolder(): string {
  return envPaths('personal-ai-employee', { suffix: '' }).config;
}
