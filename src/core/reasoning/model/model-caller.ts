import { EmployeeError } from '../../../shared/errors.ts';
import { type Clock, delay, type Random, timestamp } from '../../clock/index.ts';
import {
  type CallOutcome,
  type CostLedger,
  costOf,
  type ModelPrice,
  type OverBudget,
  overBudgetReason,
  type PriceBook,
  type Reservation,
} from '../../cost/index.ts';
import { InvalidPlan } from '../planner.ts';
import { type Abilities, afterRefusal, afterTooLong, chatBody, type LearntAbilities } from './abilities.ts';
import type { ChatAnswer, ChatBody, ChatClient, ChatFailure, ChatMessage, ChatReply } from './chat.ts';
import { type Endpoint, isLoopback, needsKey } from './endpoint.ts';
import type { ModelSettings } from './model-settings.ts';
import { keyMissing, outage, unavailable } from './outage.ts';
import type { Prompt } from './prompt.ts';
import type { PromptLog } from './prompt-log.ts';
import { mostTokens } from './tokens.ts';

const longestWaitMs = 60_000;
const mostRefusals = 6;
/** As many tasks as can be worked on at once. */
const mostWaiting = 32;
const dayMs = 86_400_000;

export interface ModelCallerDependencies {
  readonly clock: Clock;
  readonly random: Random;
  readonly client: ChatClient;
  readonly ledger: CostLedger;
  readonly prices: PriceBook;
  readonly abilities: Pick<LearntAbilities, 'of' | 'learn'>;
  readonly prompts: Pick<PromptLog, 'note'>;
}

/** What a model is asked, and what its answer means. */
export interface Question<T> {
  readonly taskId: string;
  readonly settings: ModelSettings;
  /** The messages for a context of that many tokens (`null`: nothing was learnt). Throws when they cannot be made to fit. */
  readonly prompt: (contextTokens: number | null) => Prompt;
  readonly judge: (answer: ChatAnswer, prompt: Prompt) => Judged<T>;
  /** For the entry of each call. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** What an answer means, and what the trail says of it. */
export interface Judged<T> {
  readonly value: T;
  /** Why it cannot be used; `null` when it can. */
  readonly error: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** An answer with what all calls for it came to. */
export interface Asked<T> {
  readonly value: T;
  readonly answer: ChatAnswer;
  readonly prompt: Prompt;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly microUsd: number;
}

/**
 * Gets an answer from a model: each call is reserved before it leaves and settled after it; what an endpoint does not take is
 * left out and remembered; what passes by itself is tried again. Throws `PlannerUnavailable` when tasks have to wait.
 */
export class ModelCaller {
  readonly #dependencies: ModelCallerDependencies;
  #nextCallMs = 0;
  #lastReplyMs = 0;

  constructor(dependencies: ModelCallerDependencies) {
    this.#dependencies = dependencies;
  }

  async ask<T>(question: Question<T>, signal: AbortSignal): Promise<Asked<T>> {
    const { client, abilities: learnt } = this.#dependencies;
    const { settings } = question;
    const { endpoint } = settings;
    // Before a place in the cooldown is taken: the first call would leave late, and the next one too soon after it.
    await client.warmUp();
    let abilities = learnt.of(endpoint);
    let microUsd = 0;
    for (let refusals = 0, attempt = 1; ; ) {
      const prompt = question.prompt(abilities.contextTokens);
      const call = await this.#prepare(question, prompt, abilities, signal);
      const reply = await this.#send(call, () =>
        client.complete(endpoint, call.body, { timeoutMs: settings.timeoutMs, signal }),
      );
      this.#lastReplyMs = this.#dependencies.clock.now();
      if (reply.kind === 'answer') {
        const judged = question.judge(reply, prompt);
        const outcome = answered(reply, judged, call, question.details);
        await this.#dependencies.ledger.settle(call.reservation, outcome);
        await this.#remember(endpoint, abilities, reply, settings.maxTokens);
        return {
          value: judged.value,
          answer: reply,
          prompt,
          ...tokensOf(outcome),
          microUsd: microUsd + outcome.microUsd,
        };
      }
      microUsd += await this.#settleFailure(call, reply, question.details);
      if (reply.cause === 'filtered') throw new InvalidPlan(`${endpoint.model}: ${reply.why}`);
      if (reply.cause === 'bad_request') {
        refusals += 1;
        const less = refusals > mostRefusals ? undefined : afterRefusal(abilities, reply.why);
        if (less === undefined) throw new InvalidPlan(`${endpoint.model}: ${reply.why}`);
        abilities = less;
        continue;
      }
      await this.#waitFor(reply, settings, attempt, signal);
      attempt += 1;
    }
  }

  /** Waits out the cooldown, reserves the worst case, and notes what is about to be sent. */
  async #prepare<T>(
    { taskId, settings }: Question<T>,
    prompt: Prompt,
    abilities: Abilities,
    signal: AbortSignal,
  ): Promise<Call> {
    const { clock, ledger, prompts } = this.#dependencies;
    const { endpoint } = settings;
    const price = this.#priceOf(endpoint);
    if (endpoint.key === undefined && needsKey(endpoint)) throw keyMissing(endpoint);
    await this.#coolDown(settings.cooldownMs, signal);
    signal.throwIfAborted();
    const messages = prompt.messages.map((message) => withoutKey(message, endpoint.key));
    const body = chatBody(endpoint, messages, abilities, settings);
    const worst =
      price.kind === 'known' ? costOf(price.price, worstPromptTokens(body), settings.maxTokens) : 0;
    const reservation = await ledger.reserve(
      { taskId, model: endpoint.model, worstMicroUsd: worst },
      settings.caps,
      signal,
    );
    if ('scope' in reservation) throw this.#capReached(endpoint, taskId, reservation);
    const sent = { at: timestamp(clock), base_url: endpoint.baseUrl, request: body, cut: [...prompt.cut] };
    try {
      await prompts.note(taskId, sent);
    } catch (error) {
      ledger.release(reservation);
      throw error;
    }
    return { reservation, price, body, startedMs: clock.now(), endpoint, clock };
  }

  /** A call that is broken off, as when the employee stops, may have cost its worst case. */
  async #send(call: Call, complete: () => Promise<ChatReply>): Promise<ChatReply> {
    try {
      const reply = await complete();
      if (reply.kind === 'failure' || call.endpoint.key === undefined) return reply;
      return { ...reply, content: reply.content.replaceAll(call.endpoint.key, '[redacted]') };
    } catch (error) {
      const outcome = worstCase(call, 'the call was broken off', { outcome: 'broken_off' });
      await this.#dependencies.ledger.settle(call.reservation, outcome);
      throw error;
    }
  }

  async #settleFailure(
    call: Call,
    failure: ChatFailure,
    details: Question<unknown>['details'],
  ): Promise<number> {
    const { ledger } = this.#dependencies;
    if (failure.neverSent) {
      ledger.release(call.reservation);
      return 0;
    }
    const said = {
      ...details,
      outcome: failure.cause,
      ...(failure.status ? { status: failure.status } : {}),
    };
    const outcome = failure.mayHaveCost
      ? worstCase(call, failure.why, said)
      : { ...worstCase(call, failure.why, said), microUsd: 0, isLowerBound: false, details: said };
    await ledger.settle(call.reservation, outcome);
    return outcome.microUsd;
  }

  /** Waits for what passes by itself and soon; else the tasks wait. */
  async #waitFor(
    failure: ChatFailure,
    { endpoint, retry }: ModelSettings,
    attempt: number,
    signal: AbortSignal,
  ): Promise<void> {
    const { clock, random } = this.#dependencies;
    const passes =
      failure.cause === 'rate_limited' ||
      failure.cause === 'server_error' ||
      failure.cause === 'interrupted' ||
      failure.cause === 'not_an_answer';
    const jitter = 1 + Number.parseInt(random.hex(2), 16) / 0xffff / 4;
    const waitMs = Math.max(failure.retryAfterMs ?? 0, retry.backoffMs * 2 ** (attempt - 1) * jitter);
    if (!passes || attempt >= retry.maxAttempts || waitMs > longestWaitMs) throw outage(endpoint, failure);
    await delay(clock, waitMs, signal);
  }

  #priceOf(endpoint: Endpoint): ModelPrice {
    const price = this.#dependencies.prices.priceOf(endpoint.model);
    if (price.kind !== 'unknown' || isLoopback(endpoint)) return price;
    throw unavailable(
      endpoint,
      'its price is not known, so that no budget can hold',
      `Say what it costs: employee cost price ${JSON.stringify(endpoint.model)} --input USD --output USD (for a million tokens), or --unlimited`,
    );
  }

  #capReached(endpoint: Endpoint, taskId: string, over: OverBudget): Error {
    const why = overBudgetReason(over);
    if (over.scope === 'task')
      return new EmployeeError('failed', {
        what: 'planning stopped',
        why,
        hint: `Raise it with "employee config set llm.taskBudgetUsd USD", then: employee tasks retry ${taskId}`,
      });
    const setting = over.scope === 'day' ? 'llm.dailyBudgetUsd' : 'llm.monthlyBudgetUsd';
    const nowMs = this.#dependencies.clock.now();
    return unavailable(
      endpoint,
      `the budget is used up: ${why}`,
      `The tasks wait until the next UTC ${over.scope}, or until you raise it: employee config set ${setting} USD`,
      dayMs - (nowMs % dayMs) + 1_000,
    );
  }

  /** Calls of several tasks keep the distance too. */
  async #coolDown(cooldownMs: number, signal: AbortSignal): Promise<void> {
    const { clock, ledger } = this.#dependencies;
    if (cooldownMs <= 0) return;
    const nowMs = clock.now();
    // A clock that was set back makes nothing wait longer than it would have.
    const afterLast = Math.min(Math.max(ledger.lastCallMs, this.#lastReplyMs), nowMs) + cooldownMs;
    const afterWaiting = Math.min(this.#nextCallMs, nowMs + mostWaiting * cooldownMs);
    const atMs = Math.max(nowMs, afterLast, afterWaiting);
    this.#nextCallMs = atMs + cooldownMs;
    if (atMs > nowMs) await delay(clock, atMs - nowMs, signal);
  }

  /** Only what led to an answer is learnt. */
  async #remember(endpoint: Endpoint, used: Abilities, answer: ChatAnswer, maxTokens: number): Promise<void> {
    const { abilities } = this.#dependencies;
    const ranOver = (answer.usage?.completionTokens ?? 0) > maxTokens;
    const next = (ranOver ? afterTooLong(used) : undefined) ?? used;
    if (JSON.stringify(next) !== JSON.stringify(abilities.of(endpoint)))
      await abilities.learn(endpoint, next);
  }
}

interface Call {
  readonly reservation: Reservation;
  readonly price: ModelPrice;
  readonly body: ChatBody;
  readonly startedMs: number;
  readonly endpoint: Endpoint;
  readonly clock: Clock;
}

function answered(
  { usage }: ChatAnswer,
  judged: Judged<unknown>,
  call: Call,
  details: Readonly<Record<string, unknown>>,
): CallOutcome {
  const said = { ...details, ...judged.details, duration_ms: call.clock.now() - call.startedMs };
  // Who does not count may have used all there was.
  if (usage === undefined) return { ...worstCase(call, judged.error, { ...said, usage: 'not told' }) };
  const { promptTokens, completionTokens } = usage;
  const { price } = call;
  return {
    promptTokens,
    completionTokens,
    microUsd: price.kind === 'known' ? costOf(price.price, promptTokens, completionTokens) : 0,
    isLowerBound: price.kind !== 'known',
    error: judged.error,
    details: said,
  };
}

function worstCase(
  { reservation, price }: Call,
  error: string | null,
  details: Readonly<Record<string, unknown>>,
): CallOutcome {
  return {
    promptTokens: 0,
    completionTokens: 0,
    microUsd: reservation.worstMicroUsd,
    isLowerBound: price.kind !== 'known',
    error,
    details: { ...details, cost_is_worst_case: true },
  };
}

function tokensOf({ promptTokens, completionTokens }: CallOutcome) {
  return { promptTokens, completionTokens };
}

/** The shape of the answer is part of what a model reads. */
function worstPromptTokens({ messages, response_format: form }: ChatBody): number {
  return mostTokens([
    ...messages.map(({ content }) => content),
    form === undefined ? '' : JSON.stringify(form),
  ]);
}

/** A dropped file may hold the key itself: it is sent to nobody. */
function withoutKey(message: ChatMessage, key: string | undefined): ChatMessage {
  return key === undefined ? message : { ...message, content: message.content.replaceAll(key, '[redacted]') };
}
