import { play } from '../../../definitions/cqrs/scenario.ts';
import { scenarioSuite } from './suite.ts';

await scenarioSuite(play);
