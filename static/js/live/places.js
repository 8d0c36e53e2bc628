// Places around a round table, for a drawing of a given width in pixels: seats one can touch, on
// one ring, or two or three when there are many, none touching another. In fractions of the width.

const LARGEST = 84;
const SMALLEST = 44;
const SMALLEST_ALONE = 52; // below that, two rings read better than one
const AIR = 8;
const RIM = 9; // room for the ring of the one who speaks
const CENTRE = 58; // what is written in the middle needs that radius

const capacity = (radius, apart) =>
  radius <= apart / 2 ? 1 : Math.floor(Math.PI / Math.asin(apart / 2 / radius) + 1e-9);

const ringsFor = (width, diameter, count) => {
  const apart = diameter + AIR;
  const radii = Array.from({ length: count }, (_, ring) => width / 2 - diameter / 2 - RIM - ring * apart);
  if (radii.at(-1) - diameter / 2 < CENTRE) return null;
  return radii.map((radius) => ({ radius, room: capacity(radius, apart) }));
};

// Each ring takes its part of the people; what rounding leaves goes where there is room, outside first.
const share = (rings, people) => {
  const room = rings.reduce((sum, ring) => sum + ring.room, 0);
  const taken = rings.map((ring) => Math.floor((people * ring.room) / room));
  let left = people - taken.reduce((sum, one) => sum + one, 0);
  for (let ring = 0; left > 0; ring = (ring + 1) % rings.length) {
    if (taken[ring] < rings[ring].room) {
      taken[ring] += 1;
      left -= 1;
    }
  }
  return taken;
};

const around = (rings, people, width) => {
  const taken = share(rings, people);
  const found = rings.flatMap(({ radius }, ring) =>
    Array.from({ length: taken[ring] }, (_, index) => ({ radius, turn: (index + ring / 2) / taken[ring] })),
  );
  return found
    .sort((one, other) => one.turn - other.turn || other.radius - one.radius)
    .map(({ radius, turn }) => ({
      x: 0.5 + (radius / width) * Math.sin(2 * Math.PI * turn),
      y: 0.5 - (radius / width) * Math.cos(2 * Math.PI * turn),
    }));
};

// Null when so many people do not fit in that width: the list says the same.
export const placesFor = (people, width) => {
  for (const count of [1, 2, 3]) {
    const smallest = count === 1 ? SMALLEST_ALONE : SMALLEST;
    for (let diameter = LARGEST; diameter >= smallest; diameter -= 4) {
      const rings = ringsFor(width, diameter, count);
      if (rings && rings.reduce((sum, ring) => sum + ring.room, 0) >= people) {
        const centre = rings.at(-1).radius - diameter / 2 - AIR;
        return { diameter, centre: Math.min(centre, 0.24 * width), seats: around(rings, people, width) };
      }
    }
  }
  return null;
};
