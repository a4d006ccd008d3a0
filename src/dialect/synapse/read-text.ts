import type { Dialect, Seen, ServerAnswer } from '../dialect.js';
import { objection } from '../rules.js';
import { INTERNAL_ERROR, type Words } from './answers.js';
import { readAsPymacaroons } from './pymacaroons.js';

/** Reads a token's text as Synapse does, which leaves that to pymacaroons: damage may go unnoticed, or stop it with an exception. */
export function readTextAs({ error, log }: Words): NonNullable<Dialect['readText']> {
  return (text): Seen => {
    if (!ASCII.test(text)) return refuse(NOT_ASCII, INTERNAL_ERROR); // raised as the request is read
    const seen = readAsPymacaroons(text);
    switch (seen.state) {
      case 'read':
        return seen;
      case 'other-format':
        return { state: 'same' };
      case 'raised': {
        const raised = `<class '${seen.exception}'> ${seen.message}`;
        const refusal = { status: 401, errcode: 'M_UNKNOWN_TOKEN', error, log: log(raised) };
        return refuse(seen, seen.expected ? refusal : INTERNAL_ERROR);
      }
    }
  };
}

const ASCII = /^[\x21-\x7e\s]*$/;
const NOT_ASCII = { exception: 'UnicodeDecodeError', message: "'ascii' codec can't decode byte …" };

function refuse({ exception, message }: { exception: string; message: string }, answer: ServerAnswer): Seen {
  return {
    state: 'refused',
    objection: objection('text-unreadable', { exception, message }),
    answer: answer === INTERNAL_ERROR ? { ...answer, log: `${exception}: ${message}` } : answer,
  };
}
