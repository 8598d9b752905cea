import { workerData } from 'node:worker_threads'
import { z } from 'zod'
import { backUpDaily } from './backup.ts'

const { dataFolder, day } = z.object({ dataFolder: z.string(), day: z.string() }).parse(workerData)
backUpDaily(dataFolder, day)
