import { AppError } from '../kernel/app-error.ts';

/** A command of the command line, told by the words after its name. */
type Command = (words: readonly string[]) => Promise<void>;

/** Each command: its name, one line of help, and where it is. Only the one that was asked for is loaded: the whole product takes a second. */
const COMMANDS: Readonly<Record<string, { readonly help: string; readonly load: () => Promise<Command> }>> = {
  serve: { help: 'start Custos (npm start)', load: async () => (await import('./serve.ts')).serve },
  demo: { help: 'start Custos with the demo company (npm run demo): --customers 2000 --seed 1 --grammar open --next-breach 60s --plant promises=500,near=5000 --truth FILE', load: async () => (await import('./demo.ts')).demo },
  import: { help: 'import files: import FILE… --as orders|reviews|tickets|calls|mail|chats|interactions [--map map.yaml] [--source NAME] [--rival COLUMN|=NAME [--ours NAME]] [--dry-run]', load: async () => (await import('./import-files.ts')).importFiles },
  keys: { help: 'keys create --kind write|read|sql [--source web] [--name NAME] | keys list | keys revoke ID', load: async () => (await import('./keys.ts')).keys },
  'sign-in': { help: 'sign-in reset EMAIL: take away the second factor and the link to a directory of somebody who cannot get in', load: async () => (await import('./sign-in.ts')).signIn },
  backup: { help: 'backup FOLDER: write everything into a new folder, also while Custos runs', load: async () => (await import('./backup.ts')).backup },
  restore: { help: 'restore FOLDER: fill an empty installation from a backup', load: async () => (await import('./restore.ts')).restore },
  doctor: { help: 'doctor: say what works and what does not, with the step that mends it', load: async () => (await import('./doctor.ts')).doctor },
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
  const run = await command.load();
  await run(words);
}

// Whoever reads along may leave early (`custos … | head`); the command goes on all the same.
process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE') throw error; });

main().catch((error: unknown) => {
  if (error instanceof AppError) process.stderr.write(`custos: ${error.detail} (${error.code})\n`);
  else process.stderr.write(`custos: something unforeseen happened: ${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
  process.exit(1);
});
