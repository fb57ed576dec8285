/** Those who wait for something to hold. */
export interface Waits {
  /** Looks again: something may have changed. */
  look(): void
  until(holds: () => boolean, timeoutMs?: number): Promise<void>
  close(): void
}

interface Wait {
  holds(): boolean
  resolve(): void
  reject(error: unknown): void
  timer: NodeJS.Timeout
}

export function createWaits(): Waits {
  const waits = new Set<Wait>()

  function end(wait: Wait): void {
    clearTimeout(wait.timer)
    waits.delete(wait)
  }

  return {
    look() {
      for (const wait of waits) {
        try {
          if (!wait.holds()) continue
          end(wait)
          wait.resolve()
        } catch (error) {
          end(wait)
          wait.reject(error)
        }
      }
    },
    until(holds, timeoutMs = 10_000) {
      if (holds()) return Promise.resolve()
      const late = new Error(`Not so after ${timeoutMs} ms: ${holds.toString()}`)
      return new Promise((resolve, reject) => {
        const wait: Wait = { holds, resolve, reject, timer: setTimeout(() => fail(), timeoutMs) }
        const fail = () => {
          end(wait)
          // Time may have been all that was missing.
          if (holds()) resolve()
          else reject(late)
        }
        waits.add(wait)
      })
    },
    close() {
      for (const wait of waits) {
        end(wait)
        wait.reject(new Error('The server was closed while somebody waited'))
      }
    },
  }
}
