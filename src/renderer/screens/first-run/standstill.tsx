import { Skeleton } from '../../components/skeleton.tsx';

/** What stands in the window while the employee cannot work: it starts, stops, failed, or is not trusted yet. */
export function Standstill() {
  return <Skeleton lines={4} />;
}
