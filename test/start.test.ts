import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from './context.ts'
import { createInstance, type Instance } from './instance.ts'
import { createWebResident } from './web-resident.ts'

describe('one that was started with nothing set up', () => {
  // A start takes seconds: all these stories are of the same one.
  let folder: string
  let instance: Instance
  beforeAll(async () => {
    folder = temporaryFolder()
    instance = await createInstance({ DATA_DIR: folder })
    await instance.start()
  }, 90_000)
  afterAll(() => instance.kill('SIGKILL'))

  test('is ready within a minute, and says where everything is', async () => {
    expect(instance.output()).toContain(`${instance.url}/`)
    expect(instance.output()).toMatch(/\/desk\/enter#[A-Z0-9]+/)
    expect(instance.output()).toContain('embedded')
    expect(instance.output()).toContain('A new data key was made')
    const page = await fetch(`${instance.url}/`)
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
  })

  test('a second start in the same data folder is refused with a sentence, and harms nothing', {
    timeout: 90_000,
  }, async () => {
    const second = await createInstance({ DATA_DIR: folder })
    await expect(second.start()).rejects.toThrow(/another process|DATA_DIR/i)
    expect((await fetch(`${instance.url}/health/ready`)).status).toBe(200)
  })

  test('told to stop in the middle of a crowd, it finishes what it has in hand and exits 0; the rest is answered after the next start', {
    timeout: 120_000,
  }, async () => {
    const crowd = Array.from({ length: 20 }, () => createWebResident(() => instance.url))
    await Promise.all(crowd.map((resident) => resident.post({ kind: 'opened' })))
    // Twenty questions are stored and hardly any answered: now it is told to stop.
    const began = performance.now()
    expect(await instance.kill('SIGTERM')).toBe(0)
    expect(performance.now() - began).toBeLessThan(10_000)
    await instance.start()
    for (const resident of crowd) {
      expect((await resident.next()).reply?.text).toContain('您好')
      expect((await resident.box()).filter((message) => message.from === 'office').length).toBe(1)
    }
  })
})
