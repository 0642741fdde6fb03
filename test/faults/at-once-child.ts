import { deployerIn } from '../../src/cli/deployer.ts';
import { applyPlan } from '../../src/targets/apply.ts';
import { describeFailure } from '../../src/targets/failure.ts';
import { openJournal } from '../../src/targets/journal/journal.ts';
import { planTarget } from '../../src/targets/observe.ts';
import { filesWorld } from './files-world.ts';
import { wishOf } from './wish.ts';

/** A process of `at-once.test.ts`: plans, says so, waits for a word, deploys, and says what came of it. */
const [, , folder = '', directory = '', who = ''] = process.argv;
const { target, io, order, new: newer } = await filesWorld(folder);
const deployer = deployerIn({ io: { env: { USER: who } } as never, options: {}, args: [], commands: () => new Map() }); // reads nothing else of it
const journal = openJournal({ directory, target: 'live', deployer });
const plan = await planTarget(target, wishOf(newer, who), order, io);
process.stdout.write('planned\n');
process.stdin.once('data', () => {
  void applyPlan(plan, target, io, { journal }).then(({ status, failure }) => {
    process.stdout.write(`${JSON.stringify({ status, said: failure ? describeFailure(failure) : '' })}\n`);
    process.exit(0);
  });
});
