import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StoryError } from './demo/cast.ts'
import { openStage } from './demo/stage.ts'
import { tellStory } from './demo/story.ts'
import { createTranscript } from './demo/transcript.ts'

/** One matter from the first word to the last, on a database that is thrown away, with a calendar of its own. */
async function demo(): Promise<void> {
  const transcript = createTranscript((line) => process.stdout.write(`${line}\n`))
  const dataDir = await mkdtemp(join(tmpdir(), 'xinqiao-demo-'))
  try {
    const stage = await openStage(dataDir, '2026-08-03', '08:00', transcript)
    try {
      await tellStory(stage, transcript)
    } finally {
      await stage.close()
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
  process.stdout.write('\nThe demo has run to its end: everything that should have happened did.\n')
}

try {
  await demo()
  process.exit(0)
} catch (error) {
  const reason = error instanceof StoryError ? error.message : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`\nThe demo stopped: ${reason}\n`)
  process.exit(1)
}
