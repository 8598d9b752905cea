import { globSync } from 'node:fs'
import { extractAll, listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { isRealElectron, launchDesktop } from './support/desktop.ts'
import { type PackagedApp, packApp } from './support/packaged-app.ts'

describe.runIf(process.platform === 'linux')('the packaged app', () => {
  let app: PackagedApp
  let files: readonly string[]
  beforeAll(() => {
    app = packApp()
    files = listPackage(app.archive, { isPack: false })
  }, 120_000)

  it('holds the bundles, the pages and what the service reads at run time', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        '/out/main/index.js',
        '/out/main/service-process.js',
        '/out/main/job-worker.js',
        '/out/preload/index.cjs',
        '/out/renderer/index.html',
        '/resources/fonts/BIZUDPGothic_400Regular.ttf',
        '/resources/fonts/NotoSansArabic_400Regular.ttf',
        '/resources/templates/notice.typ',
        '/resources/icons/tray.png',
      ]),
    )
  })

  it('holds only the packages with machine code; all others are in the bundles', () => {
    const packages = files.flatMap((file) => /^\/node_modules\/((?:@[^/]+\/)?[^/@]+)$/.exec(file)?.[1] ?? [])
    expect(packages.filter((name) => !/^(keytar|@node-rs\/argon2.*|@myriaddreamin\/typst-.*)$/.test(name))).toEqual([])
  })

  it('has machine code outside of the archive, where the system can load it', () => {
    const modules = globSync('**/*.node', { cwd: app.unpacked })
    for (const name of ['keytar', 'argon2', 'typst']) expect(modules.some((file) => file.includes(name))).toBe(true)
  })

  it('cannot be turned into a plain Node, be debugged, or load code from beside its archive', async () => {
    const wire = await getCurrentFuseWire(app.program)
    expect({
      runAsNode: wire[FuseV1Options.RunAsNode],
      nodeOptions: wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable],
      inspect: wire[FuseV1Options.EnableNodeCliInspectArguments],
      fileRights: wire[FuseV1Options.GrantFileProtocolExtraPrivileges],
      encryptsCookies: wire[FuseV1Options.EnableCookieEncryption],
      checksArchive: wire[FuseV1Options.EnableEmbeddedAsarIntegrityValidation],
      onlyArchive: wire[FuseV1Options.OnlyLoadAppFromAsar],
    }).toEqual({
      runAsNode: FuseState.DISABLE,
      nodeOptions: FuseState.DISABLE,
      inspect: FuseState.DISABLE,
      fileRights: FuseState.DISABLE,
      encryptsCookies: FuseState.ENABLE,
      checksArchive: FuseState.ENABLE,
      onlyArchive: FuseState.ENABLE,
    })
  })

  it.runIf(!isRealElectron())('starts from what is in its archive alone', async () => {
    const folder = temporaryFolder('extracted')
    extractAll(app.archive, folder)
    const desktop = await launchDesktop({ appFolder: folder })
    const health = await desktop.page.evaluate(async () => (await fetch('/api/health')).json())
    expect(health).toMatchObject({ status: 'ok', isSetUp: false })
    await desktop.app.close()
  })
})
