import type { Address } from '../../kernel/address.ts';
import { maskUrls } from '../../kernel/mask-secrets.ts';
import type { ServerKind } from '../../model/environment.ts';
import type { GitReach } from '../../model/target.ts';
import type { Git } from '../target.ts';
import { type Report, secretIn } from './report.ts';
import { shown } from './shown.ts';

/** What `git check-ref-format --branch` takes, without the rarest of it. https://git-scm.com/docs/git-check-ref-format */
const BRANCH = /^(?!.*(?:\.\.|\/\/|@\{|\/\.|\.lock(?:\/|$)))[A-Za-z0-9_][A-Za-z0-9_./@+#-]*(?<![./])$/;
/** Git itself refuses transports that run programs only where it is told to. */
const REPOSITORY = /^(?:(?:https?|ssh|file):\/\/\S+|[\w.-]+@[\w.-]+:[^\s:]+|[^-\s:][^:\n]*)$/;
const WITH_PASSWORD = /^\w+:\/\/[^\s/@]*:[^\s/@]*@/;

/** A branch as a way to a server; what git would take for an option, or for a program to run, is no repository. */
export function gitReachOf(way: Git, server: ServerKind, at: Address, origin: object, report: Report): GitReach {
  const { repository, branch, to } = way;
  const token = secretIn(way.token, `${server}.token`, at, origin, report);
  const fail = (message: string, fix: string) => report.error('target/git', at, message, { origin, fix });
  if (WITH_PASSWORD.test(repository)) {
    fail(
      `\`${server}.repository\` holds a password: ${maskUrls(repository)}.`,
      "take it out, and write token: secret.env('GIT_TOKEN')",
    );
  } else if (!REPOSITORY.test(repository)) {
    fail(
      `\`${server}.repository\` is ${shown(repository)}, which is no repository.`,
      "write 'https://host/group/name.git' or 'git@host:group/name.git'",
    );
  }
  if (!BRANCH.test(branch))
    fail(`\`${server}.branch\` is ${shown(branch)}, which cannot name a branch.`, "write 'deployed' or 'environments/live'");
  if (token && !/^https:\/\//.test(repository)) {
    fail(
      `\`${server}.token\` goes with an https address only.`,
      'write an https address, or leave the token out: ssh has keys of its own',
    );
  }
  if (/^(?:[\\/]|[A-Za-z]:)/.test(to))
    fail(`\`${server}.to\` is ${shown(to)}, which is not below the branch.`, `write to: 'live/${server}'`);
  return { by: 'git', repository, branch, to, token };
}
