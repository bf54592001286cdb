import type { SecretSummary } from '../../shared/api.ts';
import { EmployeeError } from '../../shared/errors.ts';
import type { SecretStore } from '../secrets/index.ts';
import { secretNames } from '../settings/index.ts';
import type { Handlers } from './handlers.ts';
import type { CommandServices } from './services.ts';

/** Secrets: entered, named and forgotten; no command tells a value. */
export function secretCommands({ secrets, settings, redactor, trail, secretsChanged }: CommandServices) {
  function store(what: string): SecretStore {
    if (secrets) return secrets;
    throw new EmployeeError('invalid_input', {
      what,
      why: 'this workspace is not trusted: it may use no stored secret',
      hint: 'Trust it with: employee init',
    });
  }

  function sourceOfVariable(name: string): SecretSummary['source'] | undefined {
    const known = secretNames.find((secret) => secret === name);
    return known && settings.secrets.sourceOf(known);
  }

  return {
    'secret.list': async () => {
      const variables = secretNames.flatMap((name): SecretSummary[] => {
        const source = settings.secrets.sourceOf(name);
        return source === undefined || source === 'store' ? [] : [{ name, source, protection: null }];
      });
      const stored = (secrets?.list() ?? []).map(
        ({ name, protection }): SecretSummary => ({ name, source: 'store', protection }),
      );
      return [...variables, ...stored];
    },

    'secret.set': async ({ name, value }) => {
      const kept = store(`cannot keep ${name}`);
      redactor.add(value);
      const origin = name === 'OPENAI_API_KEY' ? settings.modelOrigin : undefined;
      await kept.set(name, value, origin);
      trail.record({ action: 'secret_set', details: { name, protection: kept.protection, origin } });
      await trail.commit();
      settings.reload();
      secretsChanged();
      const source = sourceOfVariable(name);
      return {
        message: [
          `Kept ${name}${origin ? ` for ${origin}` : ''}`,
          kept.protection === 'file' ? '; whoever can read your files can read it' : '',
          source === undefined || source === 'store' ? '' : `; the one from ${source} goes first`,
        ].join(''),
      };
    },

    'secret.delete': async ({ name }) => {
      if (!(await store(`cannot forget ${name}`).delete(name))) {
        throw new EmployeeError('not_found', {
          what: `cannot forget ${name}`,
          why: 'no secret of that name is kept',
          hint: 'See what is with: employee secret list',
        });
      }
      trail.record({ action: 'secret_deleted', details: { name } });
      await trail.commit();
      settings.reload();
      secretsChanged();
      return { message: `Forgot ${name}` };
    },
  } satisfies Partial<Handlers>;
}
