export { createFake } from './create-fake.ts';
export { type Answers, FakeClient, type FirstMessages, type RecordedCall } from './fake-client.ts';
export { reportOf } from './restore-data.ts';
export type { Scale } from './scale.ts';
export { pictureTime } from './texts.ts';
export { troubles } from './troubles.ts';
