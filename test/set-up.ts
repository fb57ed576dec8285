import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { imageFile } from './embedded-image.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where all temporary folders of this run are. */
    temporary: string
  }
}

/** Run by vitest before all tests. What it returns runs after them: workers are ended without being asked to tidy up. */
export default async function setUp(project: TestProject): Promise<() => void> {
  // Before there are workers, or each of them would make one.
  await imageFile()
  const temporary = mkdtempSync(join(tmpdir(), 'xinqiao-'))
  project.provide('temporary', temporary)
  return () => rmSync(temporary, { recursive: true, force: true, maxRetries: 3 })
}
