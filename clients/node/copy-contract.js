// Puts the contract into the package; run by `npm install` and `npm pack` here. Outside of
// the repository there is nothing to do: the package has it already.
import {cpSync, existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const contract = join(here, '..', '..', 'proto');
if (existsSync(join(contract, 'clausebook', 'v1'))) {
  for (const folder of ['clausebook/v1', 'google/rpc']) {
    cpSync(join(contract, folder), join(here, 'protos', folder), {recursive: true});
  }
  cpSync(join(here, '..', 'cpp', 'service_config.json'), join(here, 'service_config.json'));
}
