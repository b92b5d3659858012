// Bring in what is told of a case, one small classic script each, so that nothing grows with the number of cases.

const PATIENCE_MS = 30000;

const arrived = new Map();
const loading = new Map();

function bring(root, id) {
  window.kbCase = (data) => arrived.set(data.id, data);
  return new Promise((resolve) => {
    const script = document.createElement("script");
    const finish = () => {
      clearTimeout(timer);
      script.remove();
      resolve(arrived.get(id) || null);
    };
    const timer = setTimeout(finish, PATIENCE_MS);
    script.src = `${root}cases/${encodeURIComponent(id)}.js`;
    script.async = true;
    script.onload = finish;
    script.onerror = finish;
    document.head.append(script);
  });
}

/** Return what is told of a case, or null where there is no such case; each file is asked for once unless that failed. */
export function caseOf(root, id) {
  if (!loading.has(id)) {
    const promise = bring(root, id).then((data) => {
      if (!data) loading.delete(id);
      return data;
    });
    loading.set(id, promise);
  }
  return loading.get(id);
}
