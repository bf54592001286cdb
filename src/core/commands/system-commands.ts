import { join } from 'node:path';
import type { Setting } from '../../shared/api.ts';
import { EmployeeError } from '../../shared/errors.ts';
import { extractFacts, formatAmount } from '../extraction/index.ts';
import { tailLog } from '../logging/index.ts';
import { describePolicy } from '../policy/index.ts';
import { LocalPlanner, triggersOf } from '../reasoning/index.ts';
import { isSettingPath, type SettingEntry } from '../settings/index.ts';
import type { Handlers } from './handlers.ts';
import type { CommandServices } from './services.ts';

/** Fewer bytes are read whole as the text of a task. */
const maxTextCharacters = 1024 * 1024;

/** State, policy, trail and settings. */
export function systemCommands(services: CommandServices) {
  const { status, health, validator, trail, gate, settings, requestStop, setPaused, queue, orchestrator } =
    services;

  async function returnPending(action: 'recovery_clean_stuck' | 'recovery_reset_pending') {
    const returned = queue.pendingIds.filter((taskId) => !orchestrator.isWorkingOn(taskId));
    trail.record({ action, details: { returned } });
    await trail.commit();
    for (const taskId of returned) await orchestrator.giveBack(taskId);
    const message =
      returned.length === 0 ? 'Nothing is stuck' : `Returned to the inbox: ${returned.join(', ')}`;
    return { message, returned };
  }

  return {
    status: async () => status(),
    health: async () => health(),
    activity: ({ hours }) => services.activity.last(hours),
    'logs.tail': async ({ service, errors, n }) => {
      const name = `${service}_service${errors ? '_error' : ''}.log`;
      return { lines: [...tailLog(join(services.paths.logs.root, name), n).lines] };
    },
    validate: (_params, signal) => validator.run(signal),

    stop: async ({ now }) => {
      requestStop(now ? 'now' : 'graceful');
      return { message: now ? 'Stopping at once' : 'Stopping' };
    },
    pause: async () => {
      await setPaused(true);
      return { message: 'Paused: nothing new is begun; files are still taken' };
    },
    resume: async () => {
      await setPaused(false);
      return { message: 'Resumed' };
    },

    'policy.show': async () => {
      services.vault.refresh();
      return {
        rules: [...describePolicy(gate.present())],
        problem: gate.problem ?? null,
        unconfirmed: gate.changed,
      };
    },
    'policy.test': async ({ text, file_name }) => {
      const knowledge = services.vault.load();
      const facts = extractFacts({
        text,
        fileName: file_name,
        triggers: triggersOf(knowledge.skills),
        now: services.clock.now(),
      });
      const textComplete = text.length <= maxTextCharacters;
      const task = { task_id: 'policy-test', context: { file_name, contents: text } };
      const { plan } = await new LocalPlanner().plan(
        {
          task,
          text,
          textComplete,
          facts,
          ...knowledge,
          tools: [],
          earlier: [],
          iteration: 1,
          now: services.clock.now(),
        },
        new AbortController().signal,
      );
      const verdict = gate.judge({
        facts,
        text,
        textComplete,
        actions: plan.actions,
        planRequiresApproval: plan.requires_approval,
      });
      return {
        effect: verdict.effect,
        type: facts.type,
        amounts: facts.amounts.map(formatAmount),
        reasons: verdict.reasons.map((reason) => ({ ...reason })),
        problem: gate.problem ?? null,
      };
    },
    'policy.confirm': async () => {
      services.vault.refresh();
      const digest = await gate.confirm();
      trail.record({ action: 'policy_confirmed', details: { policy_sha256: digest } });
      await trail.commit();
      return { message: gate.problem ?? 'The policy in Company_Handbook.md is in force' };
    },

    'recover.clean-stuck': () => returnPending('recovery_clean_stuck'),
    'recover.reset-pending': () => returnPending('recovery_reset_pending'),

    'config.list': async () => settings.list().map(shown),
    'config.get': async ({ key }) => {
      const entry = settings
        .list()
        .find(({ path, environment }) => path === key || environment.includes(key));
      if (entry === undefined) throw noSuchSetting(key);
      return shown(entry);
    },
    'config.set': async ({ key, value }) => {
      const entry = await settings.set(isSettingPath(key) ? key : nameOf(settings.list(), key), value);
      trail.record({ action: 'setting_changed', details: { key: entry.path, value: entry.value } });
      await trail.commit();
      return shown(entry);
    },
  } satisfies Partial<Handlers>;
}

function shown({ path, value, source, description }: SettingEntry): Setting {
  return { key: path, value, source, description };
}

/** Settings are also known by the names of their environment variables. */
function nameOf(entries: readonly SettingEntry[], key: string): string {
  return entries.find(({ environment }) => environment.includes(key))?.path ?? key;
}

function noSuchSetting(key: string): EmployeeError {
  return new EmployeeError('invalid_input', {
    what: `cannot show ${key}`,
    why: 'there is no such setting',
    hint: 'See all of them with: employee config list',
  });
}
