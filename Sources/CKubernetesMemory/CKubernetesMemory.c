#include "CKubernetesMemory.h"
