import { createLog } from '../../domain/log.ts'
import { surviveStrayRejections } from '../../domain/stray-rejections.ts'

// A promise fails and nobody waits for it. Prints a line once that is over.
surviveStrayRejections(createLog('error'))
void Promise.reject(new SyntaxError('Unexpected end of the input of 张三丰'))
setTimeout(() => console.log('still here'), 10)
