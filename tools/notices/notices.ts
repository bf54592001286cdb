import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { BundledPackage } from './packages.ts';

/** Licences under which a part may be given on with the app without asking anybody or opening anything. */
const permissive = new Set([
  ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'MIT'],
  ...['Python-2.0', 'Unlicense', 'Zlib'],
]);

/** The packages whose declared licence is not plainly permissive; of alternatives ("A OR B") one is enough. */
export function notPermissive(packages: readonly BundledPackage[]): readonly BundledPackage[] {
  return packages.filter(({ license }) => !license.replace(/[()]/g, '').split(' OR ').some(allPermissive));
}

function allPermissive(terms: string): boolean {
  return terms.split(' AND ').every((term) => permissive.has(term.trim()));
}

/** The text that goes with the app: every package with its licences, also those of programs it carries. */
export function noticesText(packages: readonly BundledPackage[]): string {
  const head =
    'This app contains the following work of others. Electron and Chromium come with their own notices.\n';
  return [head, ...packages.map(notice)].join(`\n${'-'.repeat(80)}\n\n`);
}

function notice({ name, version, license, folder }: BundledPackage): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => isLicence(file) && !file.includes('node_modules'))
    .sort();
  const texts = files.map((file) => `${file}:\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`);
  return [`${name} ${version} (${license})\n`, ...texts].join('\n');
}

function isLicence(file: string): boolean {
  return /licen[cs]e|notice|copying/i.test(basename(file)) && !/\.([cm]?[jt]s|json|map)$/.test(file);
}
