import type { SampleValue } from '@rulesmith/rules';
import { expect, test } from 'vitest';
import { SampleValueStore } from '../src/sampleValueStore.ts';
import type { QueryWorkerClient } from '../src/worker/queryWorkerClient.ts';

const place = { path: '/rules/a.yaml', folders: [], roots: [] };

/** A store whose worker answers with `values` as they are when it is asked, at a time that the test sets. */
function storeOf(values: SampleValue[]) {
  const state = { now: 0, asked: 0 };
  const ask: QueryWorkerClient['ask'] = async () => {
    state.asked++;
    return { kind: 'values', values: [...values] } as never;
  };
  const store = new SampleValueStore({ ask }, () => state.now);
  const look = async () => {
    const found = store.valuesOf('file:///rules/a.yaml', place).of('W3CIISLog', 'scStatus');
    await Promise.resolve();
    await Promise.resolve();
    return found?.map(({ value }) => value);
  };
  return { store, state, look };
}

test('values are there the time after they were asked for', async () => {
  const { look } = storeOf([{ value: '401', count: 3 }]);
  expect(await look()).toBeUndefined();
  expect(await look()).toEqual(['401']);
});

test('what a changed sample holds comes without a run, and what was known is offered until then', async () => {
  const values = [{ value: '401', count: 3 }];
  const { look, state } = storeOf(values);
  await look();
  values.push({ value: '500', count: 1 });
  state.now = 1000;
  expect(await look()).toEqual(['401']);
  expect(state.asked).toBe(1);
  state.now = 5000;
  expect(await look()).toEqual(['401']);
  expect(await look()).toEqual(['401', '500']);
  expect(state.asked).toBe(2);
});

test('after a run nothing of before is offered', async () => {
  const { look, store } = storeOf([{ value: '401', count: 3 }]);
  await look();
  store.ran('file:///rules/a.yaml', ['other.log']);
  expect(await look()).toBeUndefined();
});
