import { Script } from 'node:vm'
import { createLog } from '../../domain/log.ts'
import { watchStrayErrors } from '../../domain/stray-errors.ts'

// Something fails in the file named, and nobody waits for it: a promise, or what `how` says. Then prints a line.
const [file = '', how = 'Promise.reject'] = process.argv.slice(2)
watchStrayErrors(createLog('error'))
const error = `new SyntaxError('Unexpected end of the input of 张三丰')`
const failing = how === 'throw' ? `throw ${error}` : `void Promise.reject(${error})`
new Script(`setTimeout(() => { ${failing} })`, { filename: file }).runInThisContext()
setTimeout(() => console.log('still here'), 50)
