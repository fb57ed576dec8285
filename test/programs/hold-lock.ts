import { lockFolder } from '../../domain/store/folder-lock.ts'

// Takes the lock of a folder, says `got` or why not, and then stays.
try {
  await lockFolder(process.argv[2] ?? '')
  console.log('got')
} catch (error) {
  console.log((error as Error).message)
}
setInterval(() => {}, 60_000)
