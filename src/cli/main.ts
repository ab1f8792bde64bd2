import { AppError } from '../kernel/app-error.ts';
import { backup } from './backup.ts';
import { demo } from './demo.ts';
import { doctor } from './doctor.ts';
import { importFiles } from './import-files.ts';
import { keys } from './keys.ts';
import { restore } from './restore.ts';
import { serve } from './serve.ts';

/** One command of the command line: its name, one line of help, and what it does with the words after it. */
const COMMANDS: Readonly<Record<string, { readonly help: string; readonly run: (words: readonly string[]) => Promise<void> }>> = {
  serve: { help: 'start Custos (npm start)', run: serve },
  demo: { help: 'start Custos with the demo company (npm run demo): --customers 2000 --seed 1 --grammar open --next-breach 60s --truth FILE', run: demo },
  import: { help: 'import files: import FILE… --as orders|reviews|tickets|calls|mail|chats|interactions [--map map.yaml] [--source NAME] [--dry-run]', run: importFiles },
  keys: { help: 'keys create --kind write|read [--source web] [--name NAME] | keys list | keys revoke ID', run: keys },
  backup: { help: 'backup FOLDER: write everything into a new folder, also while Custos runs', run: backup },
  restore: { help: 'restore FOLDER: fill an empty installation from a backup', run: restore },
  doctor: { help: 'doctor: say what works and what does not, with the step that mends it', run: doctor },
};

async function main(): Promise<void> {
  const [name = 'help', ...words] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (command === undefined) {
    const list = Object.entries(COMMANDS).map(([each, { help }]) => `  ${each.padEnd(9)}${help}`).join('\n');
    process.stdout.write(`custos COMMAND [--data FOLDER] [settings…]\n\n${list}\n\nSettings are listed in README.md; each can be a flag or a variable of the environment.\n`);
    if (name !== 'help' && name !== '--help') process.exitCode = 2;
    return;
  }
  await command.run(words);
}

// Whoever reads along may leave early (`custos … | head`); the command goes on all the same.
process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE') throw error; });

main().catch((error: unknown) => {
  if (error instanceof AppError) process.stderr.write(`custos: ${error.detail} (${error.code})\n`);
  else process.stderr.write(`custos: something unforeseen happened: ${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
  process.exit(1);
});
