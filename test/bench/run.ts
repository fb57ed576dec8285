/** `npm run bench` measures the intake, `npm run bench -- reminders` a run of the reminders over a million tickets. */
await import(process.argv[2] === 'reminders' ? './reminders.ts' : './bench.ts')
