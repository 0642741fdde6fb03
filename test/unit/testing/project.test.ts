import { AssertionError } from 'node:assert';
import { expectRoute } from 'signalbox/testing';
import { expect, test } from 'vitest';
import { highTaskFailureRate } from '../../../definitions/phoenix/alerts/business.ts';
import { orchestration, platform } from '../../../definitions/phoenix/teams.ts';
import { loadProjectSync } from '../../../src/testing/load-sync.ts';

test('without being given an estate, it is the project the tests were started in', () => {
  expectRoute(highTaskFailureRate).reaches(orchestration.page).groupedBy({ alertname: 'HighTaskFailureRate' });
  expect(() => expectRoute(highTaskFailureRate).reaches(platform.page)).toThrow(AssertionError);
});

test('a folder without a project is told', () => {
  expect(() => loadProjectSync('/')).toThrow('There is no definitions/index.ts');
});
