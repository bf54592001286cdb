// Loaded into the app before its own code (`electron -r`): remembers what the app gives its tray, which Electron offers
// no way to read back, and copies what it prints, of which the first part would be lost.
const { appendFileSync } = require('node:fs');
const { Tray } = require('electron');

// The app's arguments are to be the same as without this file.
const at = process.argv.indexOf(__filename);
if (at > 0) process.argv.splice(at - 1, 2);

const { E2E_OUTPUT: file } = process.env;
for (const stream of file ? [process.stdout, process.stderr] : []) {
  const write = stream.write.bind(stream);
  stream.write = (text, ...rest) => {
    appendFileSync(file, text);
    return write(text, ...rest);
  };
}

const trays = new Map();

function remember(tray, change) {
  trays.set(tray, { ...trays.get(tray), tray, ...change });
}

const setters = { setContextMenu: 'menu', setToolTip: 'toolTip', setImage: 'image', setTitle: 'title' };
for (const [setter, name] of Object.entries(setters)) {
  const original = Tray.prototype[setter];
  Tray.prototype[setter] = function (value) {
    original.call(this, value);
    remember(this, { [name]: value });
  };
}

const destroy = Tray.prototype.destroy;
Tray.prototype.destroy = function () {
  trays.delete(this);
  destroy.call(this);
};

globalThis.observedTray = () => [...trays.values()].at(-1);
