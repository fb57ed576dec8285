import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector'

// Imported before a program, by NODE_OPTIONS, which takes no --cpu-prof: writes a CPU profile into the file that
// CPU_PROFILE names when the program ends.
const session = new Session()
session.connect()
session.post('Profiler.enable')
session.post('Profiler.start')
process.on('exit', () => {
  session.post('Profiler.stop', (_, { profile }) => {
    writeFileSync(process.env.CPU_PROFILE, JSON.stringify(profile))
  })
})
