import { expect, test } from 'vitest'
import { temporaryFolder } from './context.ts'
import { createInstance } from './instance.ts'
import { preparedFolder } from './prepared-folder.ts'

test('started with nothing set up, it is ready within a minute, says where everything is, and stops at once when told', {
  timeout: 90_000,
}, async () => {
  const instance = await createInstance({ DATA_DIR: temporaryFolder() })
  await instance.start()
  try {
    expect(instance.output()).toContain(`${instance.url}/`)
    expect(instance.output()).toMatch(/\/desk\/enter#[A-Z0-9]+/)
    expect(instance.output()).toContain('embedded')
    const page = await fetch(`${instance.url}/`)
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
  } finally {
    const began = performance.now()
    expect(await instance.kill('SIGTERM')).toBe(0)
    expect(performance.now() - began).toBeLessThan(10_000)
  }
})

test('a second start in the same data folder is refused with a sentence, and harms nothing', {
  timeout: 90_000,
}, async () => {
  const folder = await preparedFolder()
  const first = await createInstance({ DATA_DIR: folder })
  const second = await createInstance({ DATA_DIR: folder })
  await first.start()
  try {
    await expect(second.start()).rejects.toThrow(/another process|DATA_DIR/i)
    expect((await fetch(`${first.url}/health/ready`)).status).toBe(200)
  } finally {
    await first.kill('SIGTERM')
  }
})
