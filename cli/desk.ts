import { ConfigError } from '../config.ts';
import { endWithReader } from './standard-output.ts';
import { Usage } from './usage.ts';
import { VERBS } from './verbs.ts';

const [name = '', ...args] = process.argv.slice(2);
const verb = VERBS[name];
const everything = Object.values(VERBS)
  .map(({ usage }) => `  desk ${usage}`)
  .join('\n');
endWithReader();
const HELP = ['help', '--help', '-h'];
try {
  if (HELP.includes(name)) console.log(everything);
  else if (!verb) throw new Usage(`say what to do:\n${everything}`);
  else if (args.some((argument) => HELP.slice(1).includes(argument))) console.log(`  desk ${verb.usage}`);
  else await (await verb.load())(args);
} catch (error) {
  if (error instanceof Usage) console.error(verb ? `${error.message}\n  desk ${verb.usage}` : error.message);
  else if (error instanceof ConfigError) console.error(error.message);
  else console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof Usage ? 2 : 1;
}
