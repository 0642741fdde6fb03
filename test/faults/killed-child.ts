import { deployerIn } from '../../src/cli/deployer.ts';
import { applyPlan } from '../../src/targets/apply.ts';
import { openJournal } from '../../src/targets/journal/journal.ts';
import { planTarget } from '../../src/targets/observe.ts';
import { filesWorld } from './files-world.ts';

/** The process that `killed.test.ts` kills: deploys the newer files below a folder, and says each change once it is made. */
const folder = process.argv[2] ?? '';
const { target, io, order, new: newer } = await filesWorld(folder);
const deployer = deployerIn({ io: { env: { USER: 'kim' } } as never, options: {}, args: [], commands: () => new Map() }); // reads nothing else of it
const journal = openJournal({ directory: `${folder}/journal`, target: 'live', deployer });
const plan = await planTarget(target, newer, order, io);
await applyPlan(plan, target, io, { journal, onProgress: ({ step, done }) => void process.stdout.write(`${step} ${done}\n`) });
process.stdout.write('ended\n');
