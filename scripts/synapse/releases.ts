/** A Synapse release, and what pip needs to install it today. */
export interface SynapseRelease {
  readonly version: string;
  /** One `pip install` each, in this order. */
  readonly installs: ReadonlyArray<readonly string[]>;
  /** Whether it starts only with test/synapse/old-python on its path. */
  readonly needsOldPython?: true;
}

/** The release that is tested against: the newest that these tests were run with. */
export const CURRENT_RELEASE: SynapseRelease = { version: '1.163.2', installs: [['matrix-synapse==1.163.2']] };

/** Setuptools as they were when setup.py still imported pkg_resources. */
const OLD_SETUPTOOLS = ['setuptools<70', 'wheel'];

/** What the releases before 2022 used without saying how new it may be. */
const PINS_2021 = [
  'Jinja2<3.1',
  'MarkupSafe<2.1',
  'bleach<6',
  'Twisted<22',
  'attrs<22',
  'pyOpenSSL<23',
  'service-identity<23',
  'prometheus-client<0.9',
  'jsonschema<4.18',
];

/** Releases of the past that still run, with Python 3.10 or 3.11, and behave differently: newest first. */
export const OLD_RELEASES: readonly SynapseRelease[] = [
  {
    version: '1.98.0',
    installs: [
      OLD_SETUPTOOLS,
      ['matrix-synapse==1.98.0', 'Twisted<24', 'attrs<24', 'treq<24', 'prometheus-client<0.20'],
    ],
  },
  {
    version: '1.71.0',
    installs: [
      OLD_SETUPTOOLS,
      ['matrix-synapse==1.71.0', 'Twisted<24', 'attrs<24', 'treq<24', 'prometheus-client<0.15', 'pydantic<2'],
    ],
  },
  { version: '1.31.0', installs: [OLD_SETUPTOOLS, ['matrix-synapse==1.31.0', ...PINS_2021]] },
  {
    version: '1.2.1',
    needsOldPython: true,
    installs: [
      OLD_SETUPTOOLS,
      ['--no-build-isolation', 'matrix-synapse==1.2.1', 'simplejson', 'frozendict<2.1', ...PINS_2021],
    ],
  },
];
