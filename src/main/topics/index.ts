/**
 * What the shell tells its surfaces, at a pace they can follow.
 */
export { followServiceLog, type LogTopicOptions } from './log-topic.ts';
export { latestOnly, PacedTopic } from './paced-topic.ts';
export { Publisher } from './publisher.ts';
