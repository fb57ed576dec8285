import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where all temporary folders of this run are. */
    temporary: string
  }
}

/** Run by vitest before all tests. What it returns runs after them: workers are ended without being asked to tidy up. */
export default function setUp(project: TestProject): () => void {
  const temporary = mkdtempSync(join(tmpdir(), 'xinqiao-'))
  project.provide('temporary', temporary)
  return () => rmSync(temporary, { recursive: true, force: true, maxRetries: 3 })
}
