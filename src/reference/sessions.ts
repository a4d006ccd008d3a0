/** One device of one user. */
export interface Device {
  readonly userId: string;
  readonly deviceId: string;
}

/**
 * One access token, and the refresh token issued with it where there is one. Its ID is what both tokens carry as their
 * identifier, so that they end together. `expires` is the access token's, in ms.
 */
export interface Grant extends Device {
  readonly id: string;
  readonly refreshable: boolean;
  readonly expires: number | undefined;
}

/** The logged-in devices of one server, in memory. What is not found here is logged out, refreshed away, or never was. */
export interface Sessions {
  find(grantId: string): Grant | undefined;
  /** Logs a device in; whatever session it had before ends. */
  open(grant: Grant): void;
  /** Issues a grant beside the device's others: they end when the new one is first used. */
  add(grant: Grant): void;
  /** Marks a grant as used: on its first use every other grant of its device ends. */
  use(grant: Grant): void;
  /** Ends one grant, both of its tokens, and leaves the device's others. */
  end(grant: Grant): void;
  /** Logs a device out. */
  close(device: Device): void;
  /** Logs all devices of a user out. */
  closeAll(userId: string): void;
}

/** Nobody is logged in yet. */
export function createSessions(): Sessions {
  const grants = new Map<string, Grant>();
  const used = new WeakSet<Grant>();

  const endWhere = (ends: (grant: Grant) => boolean): void => {
    for (const grant of grants.values()) if (ends(grant)) grants.delete(grant.id);
  };
  const add = (grant: Grant): void => void grants.set(grant.id, grant);
  const close = (device: Device): void => endWhere((grant) => isSameDevice(grant, device));

  return {
    find: (grantId) => grants.get(grantId),
    open(grant) {
      close(grant);
      add(grant);
    },
    add,
    use(grant) {
      if (used.has(grant)) return;
      used.add(grant);
      endWhere((other) => other !== grant && isSameDevice(other, grant));
    },
    end: (grant) => void grants.delete(grant.id),
    close,
    closeAll: (userId) => endWhere((grant) => grant.userId === userId),
  };
}

function isSameDevice(a: Device, b: Device): boolean {
  return a.userId === b.userId && a.deviceId === b.deviceId;
}
